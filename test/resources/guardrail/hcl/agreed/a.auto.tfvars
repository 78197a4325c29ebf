given = "from a.auto.tfvars"
