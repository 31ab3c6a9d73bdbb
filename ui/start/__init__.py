"""From the first start to the open office: sign-in, first set-up, and what stops either."""
