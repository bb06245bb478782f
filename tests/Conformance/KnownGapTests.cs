using System.Reflection;
using Conformance.Hosts;

namespace Conformance;

public sealed class KnownGapTests
{
    [Fact]
    public void KnownGaps_OfEveryEngine_NameTestsThatThereAre()
    {
        var types = typeof(KnownGapTests).Assembly.GetTypes();
        var tests = types.SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(EngineFactAttribute)));
        var gaps = types.Where(type => type.IsClass && type.IsAssignableTo(typeof(IEngine))).SelectMany(KnownGapsOf);

        Assert.Empty(gaps.Except(tests.Select(method => method.Name)));
    }

    private static IEnumerable<string> KnownGapsOf(Type engine) =>
        (IReadOnlySet<string>)engine.GetProperty(nameof(IEngine.KnownGaps), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
}
