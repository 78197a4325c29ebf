# Each local is computed by Terraform (agreed.json, recorded with `terraform console`) and here: HclAgreesTest.
variable "service" {
  type = object({
    name    = string
    size    = optional(number, 2)
    network = optional(object({ zones = optional(list(string), ["a", "b"]), public = optional(bool, false) }), {})
    note    = optional(string)
  })
  default = { name = "ledger", network = { public = true } }
}

variable "ports" {
  type    = list(object({ port = number, protocol = optional(string, "tcp") }))
  default = [{ port = 443 }, { port = 53, protocol = "udp" }]
}

variable "zones" {
  type    = set(string)
  default = ["b", "a", "b"]
}

variable "given" {
  type    = string
  default = "default"
}

locals {
  regions = { main = { cidr = "10.0.0.0/16", zones = ["a", "b"] }, standby = { cidr = "10.1.0.0/16", zones = ["a"] } }
  name    = "pay"

  # Strings and templates
  indented = <<-EOT
      one

    two ${local.name}
      ${"x"} y
  EOT
  flush    = <<EOT
  a\n$${x} %%{y}
	EOT
  blank    = <<-EOT
      one
         
     two
  EOT
  first    = <<-EOT
${"v"} z
    w
  EOT
  tabs     = <<-EOT
	tab
	  two
 EOT
  chosen   = <<-EOT
    a
    %{~if local.name == "pay"~}
      yes
    %{~else~}
      no
    %{~endif~}
    end
  EOT
  repeated = <<EOT
%{for key, region in local.regions~}
- ${key}: ${region.cidr}
%{endfor~}
EOT
  inline   = "%{for i, x in ["p", "q"]}${i}=${x};%{endfor}"
  stripped = "a   ${~"b"~}  \n  c"
  nothing  = "%{if false}x%{endif}"
  escaped  = "tab\t quote\" back\\ line\n \u00e9 \U0001F600 $${x} %%{y} $$ $ %"
  number   = 1 + 1
  mixed    = "x${true}-${1.50}"
  nested   = "a ${"b ${"c ${local.name}"}"}"
  document = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "*", text = <<EOT
two
lines
EOT
  }] })

  # Operators
  arithmetic = 1 + 2 * 3 - 8 / 4 % 3
  negative   = -(-2)
  compared   = 1 < 2 && !(3 <= 2) || false
  chosen_if  = local.name == "pay" ? [1, 2] : []
  exponent   = 1e3
  parens = (
    1 +
    2
  )

  # Collections
  literal  = { a = 1, "b c" = [true, null], (local.name) = "key", d : "colon" }
  splat    = [{ id = 1 }, { id = 2 }][*].id
  legacy   = [{ id = 1 }, { id = 2 }].*.id
  picked   = { a = { b = ["x", "y"] } }.a.b[1]
  list_for = [for key, region in local.regions : "${key}/${length(region.zones)}" if region.cidr != ""]
  map_for  = { for key, region in local.regions : upper(key) => region.zones... if key != "none" }
  grouped  = { for pair in [["a", 1], ["a", 2], ["b", 3]] : pair[0] => pair[1]... }
  flat     = flatten([for key, region in local.regions : [for zone in region.zones : { region = key, zone = zone }]])
  keyed    = { for item in local.flat : "${item.region}-${item.zone}" => item }
  spread   = max([1, 5, 3]...)
  merged   = merge([{ a = 1 }, { b = 2 }]...)
  set      = toset(["b", "a", "b"])

  # Variables
  optional = var.service
  listed   = var.ports
  given    = var.given

  # Functions
  subnet      = cidrsubnet("10.0.0.0/16", 8, 2)
  subnets     = cidrsubnets("10.1.0.0/16", 4, 4, 8, 4)
  subnet6     = cidrsubnet("fd00:fd12:3456:7890::/56", 16, 162)
  host        = cidrhost("10.12.112.0/20", 268)
  last        = cidrhost("10.12.112.0/20", -1)
  mask        = cidrnetmask("172.16.0.0/12")
  tried       = try(local.regions.none.cidr, null, "fallback")
  tried_one   = try(local.regions.main.cidr, "fallback")
  tried_list  = try([local.regions.none.cidr], [])
  tried_null  = try(local.optional.note, "x")
  tried_index = try(local.regions.standby.zones[1], "none")
  tried_late  = try(true ? 1 : local.regions.none, 2)
  can_miss    = can(local.regions.none)
  can_not     = can(regex("^x", local.name))
  can_so      = can(regex("^p", local.name))
  found       = regex("([a-z]+)-([0-9]+)", "id abc-12 z")
  named       = regex("(?P<word>[a-z]+)-(?P<number>[0-9]+)", "abc-12")
  all         = regexall("[a-z]", "1a2b")
  formatted   = format("%s-%03d %q %%", "a", 7, "q")
  formats     = formatlist("%s/%s", ["a", "b"], "x")
  looked_up   = lookup({ a = 1 }, "b", 2)
  coalesced   = coalesce("", "x")
  coalesces   = coalescelist([], ["x"])
  replaced    = replace("a-b", "/[^a-z]/", "_")
  joined      = join(",", sort(["b", "a"]))
  split       = split(",", "a,b,")
  indent      = indent(2, "a\nb")
  trimmed     = trim("--a-b--", "-")
  base        = basename("a/b/c.json")
  summed      = sum([1, 2.5])
  rounded     = [ceil(1.2), floor(-1.2), abs(-3), signum(-4), pow(2, 10), parseint("ff", 16)]
  chunks      = chunklist(["a", "b", "c"], 2)
  zipped      = zipmap(["a", "b"], [1, 2])
  product     = setproduct(["a"], ["x", "y"])
  decoded     = jsondecode("{\"a\": [1, null]}")
  text        = trimspace(file("${path.module}/text.txt"))
  rendered    = templatefile("${path.module}/role.json.tpl", { name = local.name, actions = ["s3:GetObject", "s3:PutObject"] })

  # Sets and conversions
  set_of_variable = var.zones
  set_of_numbers  = toset([3, 1, 2, 1])
  set_united      = setunion(["c", "a"], ["b", "a"])
  set_as_list     = tolist(toset(["z", "y", "z"]))
  no_number       = can(tonumber("x"))
  a_number        = can(tonumber("7"))
  no_truth        = try(tobool("yes"), "none")
  eaten_end    = <<-EOT
      $${y} ${1 ~}
    %{ for x in ["p", "q"] ~} ${x}
    i
        %{ endfor }
        ${1 ~}
        %{ if true ~}
    ${~ 2}${3 ~}
    %{ endif }e
  EOT
  eaten_twice  = <<-EOT
      ${1 ~}

    b ${~ 2 ~}
      c
  EOT
  eaten_before = <<-EOT
      a
    ${~ 1}
      %{~ if true }
        b
      %{~ endif ~}
      c
  EOT
  eaten_plain  = <<EOT
    ${1 ~}
    %{ if true ~}
      b
    %{ endif ~}
    c
EOT
}
