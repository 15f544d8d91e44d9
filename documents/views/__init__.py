"""Pages of documents: for those who may read them, and for the public who check one."""
