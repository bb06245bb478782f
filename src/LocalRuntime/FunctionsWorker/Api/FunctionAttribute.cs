namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a public method as a function. Its trigger is named by an attribute on one of its parameters.</summary>
/// <param name="name">The function's name, unique in the app (case is ignored).</param>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute(string name) : Attribute
{
    /// <summary>The function's name.</summary>
    public string Name { get; } = name;
}
