"""From a parsed mail to what shall happen: identify, thread, act. Pure, one module a stage."""
