using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag.CodeGeneration.CSharp;
using Xunit.Abstractions;
using Document = ChildProtection.Functions.Api.OpenApiDocument;

namespace ChildProtection.Functions.Tests.Api;

/// <summary>A client that a tool makes from the OpenAPI document compiles, and has the words of the procedure for its classes.</summary>
public sealed partial class GeneratedClientTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Client_OfTheWholeDocument_CompilesAndReadsWell()
    {
        var source = await GenerateAsync();

        var client = Compile(source);

        var types = client.GetExportedTypes().Select(type => type.Name).ToArray();
        output.WriteLine(string.Join(' ', types));
        string[] wanted =
        [
            "Referral",
            "ReferredChild",
            "CaseEvent",
            "VisitMade",
            "VisitMadeData",
            "VisitPlace",
            "ConferenceRecordIssuedData",
            "CategoryOfAbuse",
            "CoreGroupMember",
            "PlanContent",
            "Case",
            "Deadline",
            "Problem",
        ];
        Assert.Empty(wanted.Except(types));
        Assert.DoesNotContain(types, type => Numbered().IsMatch(type));
        Assert.Equal("CaseEvent", client.GetExportedTypes().Single(type => type.Name == "VisitMade").BaseType!.Name);
    }

    private static async Task<string> GenerateAsync()
    {
        var document = await NSwag.OpenApiDocument.FromJsonAsync(Document.Create().ToJsonString());
        var settings = new CSharpClientGeneratorSettings
        {
            ClassName = "CasesClient",
            CSharpGeneratorSettings = { Namespace = "Cases.Client", JsonLibrary = CSharpJsonLibrary.SystemTextJson },
        };
        return new CSharpClientGenerator(document, settings).GenerateFile();
    }

    private static Assembly Compile(string source)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "Cases.Client", [CSharpSyntaxTree.ParseText(source)], platform.Select(file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(
            result.Success,
            string.Join(Environment.NewLine, result.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).Take(20)));
        stream.Position = 0;
        return new AssemblyLoadContext("client", isCollectible: true).LoadFromStream(stream);
    }

    /// <summary>What a generator calls a schema without a name, or two with the same one.</summary>
    [GeneratedRegex(@"^Anonymous|^Response\d|[a-z]\d+$")]
    private static partial Regex Numbered();
}
