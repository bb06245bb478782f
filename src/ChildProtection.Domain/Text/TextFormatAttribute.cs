namespace ChildProtection.Domain.Text;

/// <summary>The text has a form that the schema names and that is checked before the event is taken.</summary>
/// <param name="format">Its name in the schema.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TextFormatAttribute(string format) : Attribute
{
    /// <summary>A person's name: something of it can be seen.</summary>
    public const string Name = "name";

    /// <summary>Words that somebody must be able to read.</summary>
    public const string Words = "words";

    public string Format { get; } = format;

    /// <summary>Characters as sent; 0 when the kind of text sets the bound.</summary>
    public int MaxLength { get; init; }
}
