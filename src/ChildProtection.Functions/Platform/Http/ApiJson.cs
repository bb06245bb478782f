using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Functions.Platform.Http;

/// <summary>The JSON of answers: the domain's names and codes, with every field present, null where it has no value.</summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(DomainJson.Record)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.Never,
            // Letters of every language unescaped; characters that a browser could read as markup stay escaped.
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        };
        options.MakeReadOnly();
        return options;
    }
}
