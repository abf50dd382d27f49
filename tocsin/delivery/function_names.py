"""How templates name a function, or an alias of one, in a text: `name`, `name:alias` and so on.

https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
"""

from tocsin.assembly import Assembly, Resource

_ALIAS = "AWS::Lambda::Alias"


def function_names(function: Resource, assembly: Assembly) -> frozenset[str]:
    """Return the texts that stand for a function or an alias, beside references and whole ARNs."""
    if function.type == _ALIAS:
        return _names_of_alias(function, assembly)
    if not function.is_named:
        return frozenset()
    account = function.stack.environment.account_text
    return frozenset({function.name, f"{account}:function:{function.name}"})


def _names_of_alias(alias: Resource, assembly: Assembly) -> frozenset[str]:
    written = str(alias.properties.get("FunctionName", ""))
    function = assembly.index.find(written, alias.stack)
    names = {written}
    if function is not None:
        names |= function_names(function, assembly) | function.identities
    return frozenset(f"{name}:{alias.properties.get('Name')}" for name in names)
