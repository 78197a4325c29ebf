{
  "Sid": "${name}",
  "Action": [%{ for i, action in actions }%{ if i > 0 }, %{ endif }"${action}"%{ endfor }]
}
