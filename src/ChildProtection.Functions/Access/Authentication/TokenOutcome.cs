namespace ChildProtection.Functions.Access.Authentication;

/// <summary>The caller that a token names, or why the token is rejected.</summary>
public abstract record TokenOutcome;

public sealed record TokenAccepted(Caller Caller) : TokenOutcome;

/// <param name="Reason">For the caller: what is wrong with the token and what to do.</param>
public sealed record TokenRefused(string Reason) : TokenOutcome;
