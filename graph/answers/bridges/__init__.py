"""Who works on two agendas, and who connects them."""
