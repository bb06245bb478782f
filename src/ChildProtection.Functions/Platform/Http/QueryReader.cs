using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ChildProtection.Functions.Platform.Http;

/// <summary>Reads query parameters and collects their faults. An empty one counts as absent.</summary>
internal sealed class QueryReader(HttpRequest request)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 500;

    /// <summary>Characters of a parameter; a cursor is a row's key of 512 characters in hexadecimal.</summary>
    public const int MaxLength = 4_000;

    private readonly ValidationErrors _errors = new();

    public ValidationErrors Errors => _errors;

    public string? Text(string name)
    {
        var values = request.Query[name];
        if (values.Count > 1)
            _errors.Add(name, $"must be given once, not {values.Count} times");
        else if (values is [{ Length: > 0 } value])
            return Checked(name, value);
        return null;
    }

    private string? Checked(string name, string value)
    {
        var fault = value.Length > MaxLength ? $"must be at most {MaxLength} characters long" : TextFormats.Unsafe(value);
        if (fault is null)
            return value;
        _errors.Add(name, fault);
        return null;
    }

    public DateOnly? Date(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (TextFormats.Fault("date", text) is { } fault)
            _errors.Add(name, fault);
        return TextFormats.TryDate(text, out var date) ? date : null;
    }

    /// <summary>Whether it is <c>true</c>; not, when it is absent.</summary>
    public bool Flag(string name)
    {
        var text = Text(name);
        if (text is not (null or "true" or "false"))
            _errors.Add(name, "must be true or false");
        return text == "true";
    }

    /// <summary>A range of days, both included.</summary>
    public (DateOnly? From, DateOnly? To) Range()
    {
        var (from, to) = (Date("from"), Date("to"));
        if (to < from)
            _errors.Add("to", "must not be before from");
        return (from, to);
    }

    /// <summary>One of an enum's codes, as on the wire.</summary>
    public T? Code<T>(string name) where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return null;
        var codes = Enum.GetValues<T>()
            .ToDictionary(value => JsonSerializer.SerializeToElement(value, ApiJson.Options).GetString()!, StringComparer.Ordinal);
        if (codes.TryGetValue(text, out var code))
            return code;
        _errors.Add(name, $"must be one of {string.Join(", ", codes.Keys)}");
        return null;
    }

    /// <param name="otherwise">How many items a page has when the caller does not say.</param>
    public int Limit(int otherwise = DefaultLimit)
    {
        if (Text("limit") is not { } text)
            return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is > 0 and <= MaxLimit)
            return limit;
        _errors.Add("limit", $"must be a number from 1 to {MaxLimit}");
        return DefaultLimit;
    }
}
