namespace ChildProtection.Domain.Text;

/// <summary>
/// The codes that a text, or each text of a list, may hold; separated by spaces. The JSON Schema and the validation come from here.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CodesAttribute(string codes) : Attribute
{
    public string Codes { get; } = codes;

    public IReadOnlyList<string> All { get; } = codes.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
