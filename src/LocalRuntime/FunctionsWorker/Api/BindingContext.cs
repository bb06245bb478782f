namespace Microsoft.Azure.Functions.Worker;

/// <summary>Data that came with the trigger.</summary>
public abstract class BindingContext
{
    /// <summary>Values by name, case ignored.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
