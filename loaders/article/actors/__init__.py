"""Who a text speaks of: names, the actors behind them, references to them and the thread of a text."""
