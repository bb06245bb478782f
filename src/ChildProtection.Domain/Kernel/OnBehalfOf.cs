using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Kernel;

/// <summary>For whom staff record something: parents, carers and children have no account (domain 3.3).</summary>
public sealed record OnBehalfOf
{
    public required Party Party { get; init; }

    public FreeText? Person { get; init; }
}

public enum Party
{
    Parent,
    Carer,
    Child,
    Family,

    /// <summary>Who speaks for the child or a parent.</summary>
    Advocate,
}

/// <summary>What a parent, a carer or a child may bring forward themselves, through staff.</summary>
public interface IBroughtForward
{
    /// <summary>Null when the account that raises it speaks for itself.</summary>
    OnBehalfOf? OnBehalfOf { get; }
}
