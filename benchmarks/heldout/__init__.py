"""Papers of invented firms kept apart for measuring: nobody trains on them and no finder is written from them."""
