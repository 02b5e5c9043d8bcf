"""The ledger's tables, as SQLAlchemy Core sees them."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, MetaData, String, Table, Text, false

metadata = MetaData()

migration = Table(
    "migration",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", String(100), nullable=False),
)

note = Table("note", metadata, Column("key", String(64), primary_key=True), Column("value", Text, nullable=False))

source = Table(
    "source",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("evidence_number", Integer, unique=True),
    Column("media_type", String(200)),
    Column("size", BigInteger, nullable=False),
    Column("pages", Integer),
    Column("note", Text),
    Column("container", Boolean, nullable=False, default=False),
    Column("members", Boolean, nullable=False, default=False, server_default=false()),
    Column("unfolded", String(64)),
    # Pessimistic: a source is "pending" until it is proven read, and says which code read it.
    Column("state", String(20), nullable=False, default="pending"),
    Column("exception", String(30)),
    Column("message", Text),
    Column("remedy", Text),
    Column("stamp", String(64)),
)

item = Table(
    "item",
    metadata,
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("path", Text, nullable=False),
    Column("payload", Text, nullable=False),
)

page = Table(
    "page",
    metadata,
    Column("sha256", String(64), ForeignKey("source.sha256"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("read", Boolean, nullable=False),
    Column("payload", Text, nullable=False),
)

member = Table(
    "member",
    metadata,
    Column("container", String(64), ForeignKey("source.sha256"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("sha256", String(64)),
    Column("payload", Text, nullable=False),
)

document = Table(
    "document",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("stamp", String(64), primary_key=True),
    Column("payload", Text, nullable=False),
)

run = Table(
    "run",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("started", String(30), nullable=False),
    Column("finished", String(30)),
    Column("outcome", String(30), nullable=False),
)
