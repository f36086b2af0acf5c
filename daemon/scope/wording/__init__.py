"""How clients put a decision, one module a language; every pattern is data."""
