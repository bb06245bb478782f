namespace ChildProtection.Domain.Text;

/// <summary>How many items a list may have at most; <see cref="Bounds.Items"/> unless given.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MaxItemsAttribute(int count) : Attribute
{
    public int Count { get; } = count;
}
