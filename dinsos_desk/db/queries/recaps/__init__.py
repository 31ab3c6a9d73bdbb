"""The figures of a recap, and the applications behind them."""
