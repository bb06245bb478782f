using Xunit.Abstractions;
using Xunit.Sdk;

namespace Conformance.Hosts;

/// <summary>A test that runs on every engine but those that have it among their known gaps.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Conformance.Hosts.EngineFactDiscoverer", "Conformance")]
public sealed class EngineFactAttribute : FactAttribute;

/// <summary>Leaves out what is a known gap; a skipped test would count as one that could not run.</summary>
public sealed class EngineFactDiscoverer(IMessageSink diagnosticMessageSink)
    : FactDiscoverer(diagnosticMessageSink), IXunitTestCaseDiscoverer
{
    IEnumerable<IXunitTestCase> IXunitTestCaseDiscoverer.Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
        => KnownGapsOf(testMethod.TestClass.Class.ToRuntimeType()).Contains(testMethod.Method.Name)
            ? []
            : Discover(discoveryOptions, testMethod, factAttribute);

    private static IReadOnlySet<string> KnownGapsOf(Type suite)
    {
        var engine = suite.BaseType!.GetGenericArguments().Single();
        return (IReadOnlySet<string>)engine.GetProperty(nameof(IEngine.KnownGaps))!.GetValue(null)!;
    }
}
