namespace ChildProtection.Tests.Support;

/// <summary>Says which numbered obligation of the procedure a test proves, such as <c>S3-52</c>.</summary>
/// <param name="id">Number in the requirement table.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
internal sealed class ObligationAttribute(string id) : Attribute
{
    public string Id { get; } = id;
}
