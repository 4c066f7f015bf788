"""The demo: the example company brought in through the same doors as anyone's data, calculated, closed and
served.
"""
