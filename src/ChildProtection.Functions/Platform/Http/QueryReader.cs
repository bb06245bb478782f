using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ChildProtection.Functions.Platform.Http;

/// <summary>Reads query parameters and collects their faults. An empty one counts as absent.</summary>
internal sealed class QueryReader(HttpRequest request)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 500;

    private readonly ValidationErrors _errors = new();

    public ValidationErrors Errors => _errors;

    public string? Text(string name)
    {
        if (request.Query[name] is not [_, _, ..] values)
            return request.Query[name] is [{ Length: > 0 } value] ? value : null;
        _errors.Add(name, $"must be given once, not {values.Count} times");
        return null;
    }

    public DateOnly? Date(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (TextFormats.TryDate(text, out var date))
            return date;
        _errors.Add(name, "must be a date as yyyy-MM-dd");
        return null;
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

    public int Limit()
    {
        if (Text("limit") is not { } text)
            return DefaultLimit;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is > 0 and <= MaxLimit)
            return limit;
        _errors.Add("limit", $"must be a number from 1 to {MaxLimit}");
        return DefaultLimit;
    }
}
