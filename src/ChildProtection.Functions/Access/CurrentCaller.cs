namespace ChildProtection.Functions.Access;

/// <summary>The caller of this invocation; one object per invocation, set by the authentication.</summary>
public sealed class CurrentCaller
{
    private Caller? _caller;

    /// <exception cref="InvalidOperationException">The function runs without authentication, so it has no caller.</exception>
    public Caller Value
    {
        get =>
            _caller
            ?? throw new InvalidOperationException(
                "This invocation has no caller: the function is anonymous, or AuthenticationMiddleware is not in the pipeline. "
            + "Check Program.cs and the function's route."
            );
        internal set => _caller = value;
    }
}
