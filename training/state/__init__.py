"""The state network: names the issuing state from the picture of the whole plate."""
