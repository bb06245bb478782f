namespace ChildProtection.LocalRuntime.FunctionsWorker;

/// <summary>The app's functions can't be hosted as they are written. The message names every one of them with its fault.</summary>
public sealed class FunctionDiscoveryException : InvalidOperationException
{
    internal FunctionDiscoveryException(IReadOnlyList<string> faults)
        : base("The functions of this app can't be hosted:" + string.Concat(faults.Select(fault => Environment.NewLine + "  - " + fault)))
        => Faults = faults;

    /// <summary>One line per fault: the function, its method, what is wrong, what to do.</summary>
    public IReadOnlyList<string> Faults { get; }
}
