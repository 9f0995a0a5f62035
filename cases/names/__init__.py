"""Names of people as they are written: in any script, order and spelling. «naam»

Plain Python: no database, no settings. `compare("Nguyễn Thị Lan", "Lan Nguyen")` says how alike and why.
"""
