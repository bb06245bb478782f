using System.Collections.Immutable;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>What is known of a function before it runs.</summary>
public abstract class FunctionDefinition
{
    /// <summary>Path of the assembly that holds the function.</summary>
    public abstract string PathToAssembly { get; }

    /// <summary>Full name of the type, a dot, and the method's name.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>The function's id.</summary>
    public abstract string Id { get; }

    /// <summary>The name given by <see cref="FunctionAttribute"/>.</summary>
    public abstract string Name { get; }

    /// <summary>Bindings by parameter name; the trigger's type ends in <c>Trigger</c> (<c>httpTrigger</c>, <c>timerTrigger</c>, ...).</summary>
    public abstract IImmutableDictionary<string, BindingMetadata> InputBindings { get; }
}
