"""The client's plan: who they are, who works there, when things happened, what is missing on purpose."""

COMPANY = "Kestrel Coulee Civil & Maintenance Ltd."
SHORT = "Kestrel Coulee"
ALIASES = ("Kestrel Coulee", "Kestrel Coulee Civil", "KCCM")
AUDIT_DATE = "2026-10-15"
WINDOW = ("2025-10-15", "2026-10-15")
LEDUC = "Leduc Yard"
BLACKFALDS = "Blackfalds Yard"
SITES = ((LEDUC, ("Leduc", "Head Office", "North Yard")), (BLACKFALDS, ("Blackfalds", "South Yard")))

MANAGEMENT = (
    ("Doreen Halvorsen", "President"),
    ("Marcel Thibodeau", "Operations Manager"),
    ("Priya Nandakumar", "HSE Coordinator"),
    ("Jolene Abbott", "Office Administrator"),
    ("Tessa Moreau", "Office Administrator"),
    ("Curtis Wabasca", "Yard Supervisor"),
    ("Gord Petryshyn", "Yard Supervisor"),
)
TECHNICIANS = ("Sam Ostrowski", "Ravi Dhaliwal", "Neil Kowalchuk")
OPERATORS = (
    "Dale Fontaine", "Brenda Okemow", "Trevor Lindqvist", "Anil Saini", "Wes Harkness", "Kyle Bouchard",
    "Marta Zielinski", "Leon Cardinal", "Shane Pruden", "Ivan Melnyk", "Rhonda Steele", "Cody Marchuk",
)  # fmt: skip
DRIVERS = (
    "Hank Dueck", "Paulo Teixeira", "Darcy Gladue", "Lorne Vickers", "Simone Gauthier", "Ahmed Farouk",
    "Glen Tkachuk", "Erin Mayhew",
)  # fmt: skip
LABOURERS = (
    "Jesse Arcand", "Nolan Reimer", "Tyler Cheechoo", "Maya Lopes", "Brett Sandhu", "Colin Yakimets",
    "Devon Labelle", "Chris Ogunleye", "Aaron Funk", "Tina Bearskin", "Rory McEwan",
)  # fmt: skip
ROSTER = (
    MANAGEMENT
    + tuple((name, "Heavy Equipment Technician") for name in TECHNICIANS)
    + tuple((name, "Equipment Operator") for name in OPERATORS)
    + tuple((name, "Truck Driver") for name in DRIVERS)
    + tuple((name, "General Labourer") for name in LABOURERS)
)
HEAD_COUNT = len(ROSTER)
# What stands in the passwords file of the engagement; the drill records and the wages have passwords nobody wrote down.
KNOWN_PASSWORD = "Coulee-2026"
PASSWORDS = ("kestrel", KNOWN_PASSWORD)
