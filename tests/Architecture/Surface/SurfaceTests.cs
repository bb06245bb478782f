using System.Reflection;
using System.Runtime.CompilerServices;

namespace ChildProtection.Tests.Architecture.Surface;

/// <summary>
/// The local runtime's public surface is a part of the official one (design 2): what an app can name here exists in the official packages, with the
/// same result and parameters. What is local only is internal or lives in ChildProtection.LocalRuntime.
/// </summary>
public sealed class SurfaceTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static TheoryData<string> Runtimes =>
        ["ChildProtection.LocalRuntime.DurableTask", "ChildProtection.LocalRuntime.FunctionsWorker", "ChildProtection.LocalRuntime.DataTables", "ChildProtection.LocalRuntime.ServiceBus"];

    [Theory]
    [MemberData(nameof(Runtimes))]
    public void PublicMembers_OutsideTheLocalNamespace_ExistInTheOfficialPackages(string runtime)
    {
        Assert.NotEmpty(PublicTypes(runtime).SelectMany(Members));
        var differences = PublicTypes(runtime).SelectMany(type => Difference(type).Concat(Members(type).SelectMany(Difference))).ToArray();
        Assert.True(differences.Length == 0, $"{differences.Length} members differ from the official packages:\n{string.Join("\n", differences)}");
    }

    [Theory]
    [MemberData(nameof(Runtimes))]
    public void References_LocalRuntime_AreNeitherDomainNorApp(string runtime) =>
        Assert.DoesNotContain(Assembly.Load(runtime).GetReferencedAssemblies(), reference => reference.Name is "ChildProtection.Domain" or "ChildProtection.Functions");

    [Fact]
    public void Lists_Official_AreRead() => Assert.Equal(
        new OfficialMember("System.Threading.Tasks.Task", "abstract", "[instanceId, eventName, eventPayload=null, cancellation=null]"),
        OfficialSurface.Members["M:Microsoft.DurableTask.Client.DurableTaskClient.RaiseEventAsync(System.String,System.String,System.Object,System.Threading.CancellationToken)"]);

    private static IEnumerable<Type> PublicTypes(string runtime) => Assembly.Load(runtime).GetExportedTypes()
        .Where(type => type.Namespace != "ChildProtection.LocalRuntime" && type.Namespace?.StartsWith("ChildProtection.LocalRuntime.", StringComparison.Ordinal) != true);

    private static IEnumerable<MemberInfo> Members(Type type) => typeof(Delegate).IsAssignableFrom(type)
        ? []
        : type.GetMembers(Declared).Where(member => member is not Type && IsVisible(member) && !IsCompilersOwn(member));

    private static bool IsVisible(MemberInfo member) => member switch
    {
        // An override adds nothing that its base does not offer already.
        MethodInfo method => Visible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) && method.GetBaseDefinition() == method,
        ConstructorInfo constructor => Visible(constructor),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(accessor => Visible(accessor) && accessor.GetBaseDefinition() == accessor),
        FieldInfo field => (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && field.Name != "value__",
        EventInfo happening => Visible(happening.AddMethod!),
        _ => false,
    };

    private static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsCompilersOwn(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute)) && member is MethodInfo { IsSpecialName: false };

    private static IEnumerable<string> Difference(Type type)
    {
        var id = DocumentationId.Of(type);
        if (!OfficialSurface.Members.TryGetValue(id, out var official))
            return [$"{id} does not exist"];
        var kind = type.IsInterface ? "interface" : type.IsEnum ? "enum" : type.IsValueType ? "struct" : "class";
        var words = official.Remarks.Split(" : ")[0].Split(' ');
        var isStatic = type is { IsAbstract: true, IsSealed: true };
        return words.Contains(kind) && words.Contains("static") == isStatic ? [] : [$"{id} is {(isStatic ? "static " : "")}{kind} here and {official.Remarks} there"];
    }

    private static IEnumerable<string> Difference(MemberInfo member)
    {
        var id = DocumentationId.Of(member);
        if (!OfficialSurface.Members.TryGetValue(id, out var official))
            return [$"{id} does not exist"];
        return member switch
        {
            MethodInfo method => Compare(id, official, DocumentationId.Use(method.ReturnType), DocumentationId.Signature(method.GetParameters()), method.IsStatic),
            ConstructorInfo constructor => Compare(id, official, "", DocumentationId.Signature(constructor.GetParameters()), isStatic: false),
            PropertyInfo property => CompareProperty(id, official, property),
            FieldInfo { IsLiteral: true, DeclaringType.IsEnum: true } value => official.Remarks == $"= {Convert.ToInt64(value.GetRawConstantValue(), null)}" ? [] : [$"{id} is {value.GetRawConstantValue()} here and {official.Remarks} there"],
            FieldInfo field => DocumentationId.Use(field.FieldType) == official.Result ? [] : [$"{id} is of {DocumentationId.Use(field.FieldType)} here and of {official.Result} there"],
            _ => [],
        };
    }

    private static IEnumerable<string> Compare(string id, OfficialMember official, string result, string parameters, bool isStatic)
    {
        if (result != official.Result && !(result == "System.Void" && official.Result == ""))
            yield return $"{id} returns {result} here and {official.Result} there";
        if (parameters != official.Parameters)
            yield return $"{id} takes {parameters} here and {official.Parameters} there";
        if (isStatic != official.Remarks.Split(' ').Contains("static"))
            yield return $"{id} is {(isStatic ? "static" : "of an instance")} here, not there";
    }

    private static IEnumerable<string> CompareProperty(string id, OfficialMember official, PropertyInfo property)
    {
        if (DocumentationId.Use(property.PropertyType) != official.Result)
            yield return $"{id} is of {DocumentationId.Use(property.PropertyType)} here and of {official.Result} there";
        var accessors = official.Remarks[(official.Remarks.LastIndexOf('{') + 1)..].TrimEnd('}').Split(' ');
        if (property.GetMethod is { } get && Visible(get) && !accessors.Contains("get"))
            yield return $"{id} can be read here, not there";
        if (property.SetMethod is { } set && Visible(set) && !accessors.Contains("set") && !(IsInit(set) && accessors.Contains("init")))
            yield return $"{id} can be {(IsInit(set) ? "initialised" : "set")} here, not there";
    }

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
}
