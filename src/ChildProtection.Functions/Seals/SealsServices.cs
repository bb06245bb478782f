using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Seals;

internal static class SealsServices
{
    private const string KeyFile = "signing-key";

    /// <summary>Adds the daily seals over the record, and the verification that compares them.</summary>
    public static IServiceCollection AddSeals(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(_ => SealOptions.From(configuration))
        .AddSingleton(provider => Store(provider.GetRequiredService<SealOptions>()))
        .AddSingleton(provider => Signer(provider.GetRequiredService<SealOptions>()))
        .AddSingleton<SealBook>()
        .AddSingleton<AccessLogVerification>()
        .AddSingleton<AccessLogSeals>()
        .AddSingleton<RecordVerification>();

    private static ISealStore Store(SealOptions options) => options switch
    {
        { Folder: { } folder } => new FolderSealStore(Path.Combine(Path.GetFullPath(folder), "seals")),
        { Container: { } container } => new BlobSealStore(new BlobContainerClient(container, Identity(options), Quiet())),
        _ => new NoSealStore(),
    };

    private static DefaultAzureCredential Identity(SealOptions options) =>
        new(new DefaultAzureCredentialOptions { ManagedIdentityClientId = options.ClientId });

    /// <summary>Names of seals are hashes; the client's own log would tell which record is looked at.</summary>
    private static BlobClientOptions Quiet() => new() { Diagnostics = { IsLoggingEnabled = false, IsDistributedTracingEnabled = false } };

    private static SealSigner Signer(SealOptions options) =>
        new(options.Key ?? (options.Folder is { } folder ? KeyOf(Path.GetFullPath(folder)) : SealSigner.NewKey()), options.FormerKeys);

    /// <summary>A folder's own key, made at the first use and readable by its owner only.</summary>
    private static byte[] KeyOf(string folder)
    {
        FolderSealStore.CreateFolder(folder);
        var path = Path.Combine(folder, KeyFile);
        if (File.Exists(path))
            return Convert.FromBase64String(File.ReadAllText(path));
        var key = SealSigner.NewKey();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(Convert.ToBase64String(key));
        return key;
    }
}
