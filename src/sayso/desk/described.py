"""The desk as OpenAPI has it, and as ``/-/docs`` shows it to people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import FastAPI

Told = Mapping[str, Any]  # a part of an OpenAPI description

_UNTRUE = "#/components/schemas/HTTPValidationError"  # FastAPI says that of every address


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document."""
    api = app.openapi()
    for methods in api["paths"].values():
        for told in methods.values():
            told["responses"] = {
                code: said
                for code, said in told["responses"].items()
                if _UNTRUE not in str(said.get("content"))
            }
    parts = api["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        parts.pop(name, None)
    if app.state.settings.guarded:
        bearer = {"type": "http", "scheme": "bearer"}
        api["components"]["securitySchemes"] = {"token": bearer}
        api["security"] = [{"token": []}]
    return api


def addresses(api: Told) -> Iterator[dict[str, object]]:
    """Address, method, what it does and what it takes, of every one, by address."""
    for path, methods in sorted(api["paths"].items()):
        for method, told in methods.items():
            yield {
                "path": path,
                "method": method.upper(),
                "table": told.get("x-table"),
                "does": told.get("description", "").replace("``", ""),  # no Markdown here
                "takes": [_parameter(one) for one in told.get("parameters", ())]
                + list(_fields(api, told)),
                "opens": method == "get" and "{" not in path,
            }


def _fields(api: Told, told: Told) -> Iterator[dict[str, object]]:
    """The fields of a body; of one that may be several objects those of each."""
    for content in told.get("requestBody", {}).get("content", {}).values():
        asked = content.get("schema", {})
        for one in asked.get("oneOf", asked.get("anyOf", [asked])):
            schema = _followed(api, one)
            for name, field in schema.get("properties", {}).items():
                needed = name in schema.get("required", ())
                yield _parameter(
                    {
                        "name": name,
                        "in": "form",
                        "schema": _followed(api, field),
                        "required": needed,
                    }
                )


def _followed(api: Told, schema: Told) -> Told:
    if "$ref" not in schema:
        return schema
    found: Told = api["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return found


def _parameter(one: Told) -> dict[str, object]:
    """A part of an address or a body: its name, where it stands, what it may be."""
    schema: Told = one.get("schema", {})
    kinds = [schema, *schema.get("anyOf", ())]
    return {
        "name": one["name"],
        "in": {"path": "address", "form": "form"}.get(one["in"], "query"),
        "required": one.get("required", False),
        "default": schema.get("default"),
        "is": _kind(next((kind for kind in kinds if "type" in kind or "enum" in kind), {})),
        "does": one.get("description") or schema.get("description", ""),
    }


def _kind(schema: Told) -> str:
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"several: {_kind(schema.get('items', {})) or 'text'}"
    words = {"string": "text", "integer": "a whole number", "boolean": "true or false"}
    return words.get(schema.get("type", ""), str(schema.get("type", "")))
