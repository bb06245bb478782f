using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using ChildProtection.Domain.Text;

namespace ChildProtection.Functions.Platform.Http;

/// <summary>One schema node, prepared for validation.</summary>
internal sealed record SchemaRule
{
    /// <summary>Null when any type is allowed.</summary>
    public string? Type { get; init; }

    public bool Nullable { get; init; }

    /// <summary>The allowed texts; null when it is no code.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    public string? Format { get; init; }

    public int MinLength { get; init; }

    public int MaxLength { get; init; }

    public int MinItems { get; init; }

    public int MaxItems { get; init; }

    public int Minimum { get; init; }

    public int Maximum { get; init; }

    public SchemaRule? Items { get; init; }

    public required FrozenDictionary<string, SchemaRule> Properties { get; init; }

    public required IReadOnlyList<string> Required { get; init; }

    /// <summary>No other fields than <see cref="Properties"/>.</summary>
    public bool Closed { get; init; }

    public void Check(JsonElement value, string pointer, ValidationErrors errors)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            if (!Nullable && (Type is not null || Values is not null))
                errors.Add(pointer, "must not be null");
        }
        else if (Values is not null)
        {
            if (value.ValueKind != JsonValueKind.String || !Values.Contains(value.GetString()!, StringComparer.Ordinal))
                errors.Add(pointer, $"must be one of {string.Join(", ", Values)}");
        }
        else if (TypeFault(value) is { } fault)
        {
            errors.Add(pointer, fault);
        }
        else
        {
            CheckContent(value, pointer, errors);
        }
    }

    private string? TypeFault(JsonElement value) => (Type, value.ValueKind) switch
    {
        (null, _) or ("string", JsonValueKind.String) or ("array", JsonValueKind.Array) or ("object", JsonValueKind.Object) => null,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => null,
        // Stricter than JSON Schema, which accepts 1.0 as an integer: a whole number written so is probably a slip.
        ("integer", JsonValueKind.Number) when value.TryGetInt32(out _) => null,
        ("string", _) => "must be a text",
        ("array", _) => "must be a list",
        ("object", _) => "must be an object",
        ("boolean", _) => "must be true or false",
        _ => "must be a whole number",
    };

    private void CheckContent(JsonElement value, string pointer, ValidationErrors errors)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number when value.GetInt32() < Minimum || value.GetInt32() > Maximum:
                errors.Add(pointer, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {Minimum} to {Maximum}"));
                break;
            case JsonValueKind.String:
                CheckText(value.GetString()!, pointer, errors);
                break;
            case JsonValueKind.Array:
                CheckItems(value, pointer, errors);
                break;
            case JsonValueKind.Object:
                CheckFields(value, pointer, errors);
                break;
        }
    }

    private void CheckText(string text, string pointer, ValidationErrors errors)
    {
        if (text.Length < MinLength)
            errors.Add(pointer, "must not be empty");
        else if (text.Length > MaxLength && text.EnumerateRunes().Count() > MaxLength)
            errors.Add(pointer, string.Create(CultureInfo.InvariantCulture, $"must be at most {MaxLength} characters long"));
        else if (Format is not null && TextFormats.Fault(Format, text) is { } fault)
            errors.Add(pointer, fault);
        else if (MinLength > 0 && !VisibleText.IsAnything(text))
            errors.Add(pointer, "must not be blank");
        else if (TextFormats.Unsafe(text) is { } unsafeCharacter)
            errors.Add(pointer, unsafeCharacter);
    }

    private void CheckItems(JsonElement list, string pointer, ValidationErrors errors)
    {
        if (list.GetArrayLength() < MinItems)
            errors.Add(
                pointer,
                MinItems == 1 ? "must not be empty" : string.Create(CultureInfo.InvariantCulture, $"must have at least {MinItems} items"));
        if (list.GetArrayLength() > MaxItems)
        {
            errors.Add(pointer, string.Create(CultureInfo.InvariantCulture, $"must have at most {MaxItems} items"));
            return;
        }

        var index = 0;
        foreach (var item in list.EnumerateArray())
            Items?.Check(item, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index++}"), errors);
    }

    private void CheckFields(JsonElement value, string pointer, ValidationErrors errors)
    {
        foreach (var name in Required)
        {
            if (!value.TryGetProperty(name, out _))
                errors.Add($"{pointer}/{Escape(name)}", "is required");
        }

        foreach (var field in value.EnumerateObject())
        {
            if (Properties.TryGetValue(field.Name, out var rule))
                rule.Check(field.Value, $"{pointer}/{Escape(field.Name)}", errors);
            else if (Closed)
                errors.Add($"{pointer}/{Escape(field.Name)}", "is not a known field");
        }
    }

    // RFC 6901.
    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
