namespace ChildProtection.Domain.Text;

/// <summary>How many items a list must have at least.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MinItemsAttribute(int count) : Attribute
{
    public int Count { get; } = count;
}
