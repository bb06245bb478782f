namespace ChildProtection.Functions.Access.Authentication;

/// <summary>What a token says: who calls, or why it is not believed.</summary>
public abstract record TokenOutcome;

public sealed record TokenAccepted(Caller Caller) : TokenOutcome;

/// <param name="Reason">For the caller: what is wrong with the token and what to do.</param>
public sealed record TokenRefused(string Reason) : TokenOutcome;
