namespace ChildProtection.Domain.Text;

/// <summary>How many characters (Unicode code points) a text, or each text of a list, may have at most; see <see cref="Bounds"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MaxLengthAttribute(int length) : Attribute
{
    public int Length { get; } = length;
}
