using System.Diagnostics.CodeAnalysis;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Tests.Properties.Laws;

/// <summary>
/// Something that holds for every case, whatever happens to it and when. One instance watches one walk, decision by decision.
/// </summary>
internal abstract class Law
{
    public string Name => GetType().Name;

    public virtual void Open(OpeningSignal opening, Accepted opened)
    {
    }

    public virtual void Step(Passed step)
    {
    }

    /// <summary>What it came across, for the laws that are asked whether they met everything.</summary>
    public virtual void Report(Coverage coverage)
    {
    }

    [DoesNotReturn]
    protected void Broken(string what) => throw new LawBrokenException(Name, what);
}

/// <summary>A case was found for which a law does not hold.</summary>
internal sealed class LawBrokenException(string law, string what) : Exception(what)
{
    public string Law { get; } = law;
}
