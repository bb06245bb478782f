namespace ChildProtection.Domain.Profiles;

/// <summary>One version of a profile, by name.</summary>
public sealed record ProfileReference(string Id, string Version)
{
    public override string ToString() => $"{Id} {Version}";
}
