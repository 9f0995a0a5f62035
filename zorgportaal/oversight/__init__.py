"""The privacy officer reads the trail. Stands above `audit`, which knows no people."""
