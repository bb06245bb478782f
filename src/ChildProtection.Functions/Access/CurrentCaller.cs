namespace ChildProtection.Functions.Access;

/// <summary>The caller of this invocation; one object per invocation, filled in when the caller is authenticated.</summary>
public sealed class CurrentCaller
{
    private Caller? _caller;

    /// <exception cref="InvalidOperationException">The function runs without authentication, so it has no caller.</exception>
    public Caller Value
    {
        get =>
            _caller
            ?? throw new InvalidOperationException(
                "No caller is known in this invocation: the function is anonymous, or AuthenticationMiddleware is not in the pipeline. See Program.cs and the route table."
            );
        internal set => _caller = value;
    }
}
