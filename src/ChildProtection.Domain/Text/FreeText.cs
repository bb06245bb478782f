using System.Text.Json.Serialization;

namespace ChildProtection.Domain.Text;

/// <summary>
/// Words about a person: names, addresses, narrative. The domain knows that they were given, never what they say:
/// a decision cannot depend on them, and a signal carries them withheld, so that the engine's history tells nothing of a family.
/// </summary>
[JsonConverter(typeof(FreeTextJsonConverter))]
public sealed class FreeText
{
    internal FreeText(string words) => Words = words;

    /// <summary>What a signal carries in the place of words.</summary>
    public static FreeText Withheld { get; } = new("");

    internal string Words { get; }

    public override string ToString() => "(withheld)";
}
