"""Values that everything else is made of: money, rates, rounding, sharing, periods, fingerprints, problems.

Standard library only. Amounts are integers in minor units, rates are integers at a fixed scale; nothing here
rounds unless a function's name says so.
"""
