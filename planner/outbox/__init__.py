"""Mails on their way: written with what causes them, sent afterwards."""
