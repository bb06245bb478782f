namespace ChildProtection.LocalRuntime.DataTables;

/// <summary>Header lines and content of a part of a multipart body.</summary>
internal static class HttpText
{
    public static (Dictionary<string, string> Headers, string Content) SplitHead(string text)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        using var lines = new StringReader(text);
        while (lines.ReadLine() is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                headers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
        }

        return (headers, lines.ReadToEnd());
    }
}
