"""Servers for WSGI, each with the same application, under the same bad visitors."""
