namespace LocalHost.Admin;

/// <summary>Who a token is for.</summary>
internal sealed record TokenRequest(
    string? Subject = null,
    string? Name = null,
    IReadOnlyList<string>? Roles = null,
    string? Team = null,
    string? Agency = null,
    string? Kind = null);
