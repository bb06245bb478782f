using System.Text.Json;

namespace ChildProtection.Functions.Platform.Http;

/// <summary>Why bytes are not an unambiguous JSON text, and where (both from 1; the position counts bytes in the line).</summary>
internal sealed record JsonFault(string What, long Line, long Position)
{
    private const int MaxDepth = 32;

    /// <summary>The first fault, or null. A repeated field is a fault, because readers differ in which one they use.</summary>
    public static JsonFault? Find(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            var objects = new Stack<HashSet<string>?>();
            while (reader.Read())
            {
                if (Enter(ref reader, objects) is { } twice)
                    return At(utf8, reader.TokenStartIndex, $"The field '{twice}' is given twice");
            }

            return null;
        }
        catch (JsonException fault) when (reader.CurrentDepth >= MaxDepth)
        {
            return new JsonFault(
                $"It is nested more than {MaxDepth} levels deep",
                fault.LineNumber.GetValueOrDefault() + 1,
                fault.BytePositionInLine.GetValueOrDefault() + 1);
        }
        catch (JsonException fault)
        {
            return new JsonFault(
                "It breaks off or goes wrong", fault.LineNumber.GetValueOrDefault() + 1, fault.BytePositionInLine.GetValueOrDefault() + 1);
        }
        catch (InvalidOperationException)
        {
            return At(utf8, reader.TokenStartIndex, "A text has half of a surrogate pair");
        }
    }

    /// <summary>The name of a field that the object has already, or null.</summary>
    private static string? Enter(ref Utf8JsonReader reader, Stack<HashSet<string>?> objects)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                objects.Push(new HashSet<string>(StringComparer.Ordinal));
                break;
            case JsonTokenType.StartArray:
                objects.Push(null);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                objects.Pop();
                break;
            case JsonTokenType.PropertyName:
                var name = reader.GetString()!;
                return objects.Peek()!.Add(name) ? null : name;
            case JsonTokenType.String when reader.ValueIsEscaped:
                // Reads the text to get the exception with its place.
                _ = reader.GetString();
                break;
        }

        return null;
    }

    private static JsonFault At(ReadOnlySpan<byte> utf8, long offset, string what)
    {
        var before = utf8[..(int)offset];
        return new JsonFault(what, before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
    }
}
