using System.Security.Cryptography;
using System.Text.Json;
using LocalHost.Bus.Entities;
using LocalHost.Bus.Store;

namespace LocalHost.Bus.Access;

/// <summary>
/// The keys of this installation: one per name of a declared rule, made at the first start that knows the name, readable by the file's
/// owner only.
/// </summary>
internal sealed class AccessKeys
{
    private const int Bytes = 32;

    private readonly BusEntities _entities;
    private readonly Dictionary<string, string> _keys;

    private AccessKeys(BusEntities entities, Dictionary<string, string> keys) => (_entities, _keys) = (entities, keys);

    /// <exception cref="BusStoreException">The file holds something else, or cannot be written.</exception>
    public static AccessKeys LoadOrCreate(string path, BusEntities entities)
    {
        var keys = Read(path);
        var names = entities.AllRules().Select(static found => found.Rule.Name).Distinct();
        var missing = names.Where(name => !keys.ContainsKey(name)).ToList();
        foreach (var name in missing)
            keys[name] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));
        if (missing.Count > 0)
            Write(path, keys);
        return new(entities, keys);
    }

    /// <summary>Every key with its grants, those of the whole bus first.</summary>
    public IReadOnlyList<BusKey> All(int port) => [.. _entities.AllRules()
        .GroupBy(static found => found.Rule.Name)
        .Select(rules => new BusKey(rules.Key, [.. rules.Select(Grant)], ConnectionString(port, rules.Key)))];

    /// <summary>The connection string of the key with all rights.</summary>
    /// <exception cref="BusEntitiesException">No rule of the bus itself has the right Manage.</exception>
    public string ConnectionString(int port) => _entities.Rules.FirstOrDefault(static rule => rule.Allows(AccessRight.Manage)) is { } rule
        ? ConnectionString(port, rule.Name)
        : throw new BusEntitiesException(
            "The entities file declares no rule with the right Manage for the bus itself. Add one to its 'authorizationRules'.");

    /// <summary>The key of a name; null when no rule has that name.</summary>
    public string? Find(string keyName) =>
        _entities.AllRules().Any(found => found.Rule.Name == keyName) ? _keys[keyName] : null;

    /// <summary>Whether the key of a name gives a right at an entity: by a rule of the entity or of what is above it.</summary>
    public bool Allows(string keyName, string normalPath, AccessRight right) =>
        _entities.RulesAt(normalPath).Any(rule => rule.Name == keyName && rule.Allows(right));

    private static BusGrant Grant((string Path, AuthorizationRule Rule) found) =>
        new(found.Path, [.. found.Rule.Rights.Select(static right => right.ToString())]);

    private string ConnectionString(int port, string name) =>
        $"Endpoint=sb://localhost:{port};SharedAccessKeyName={name};SharedAccessKey={_keys[name]};UseDevelopmentEmulator=true";

    private static Dictionary<string, string> Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path)) ?? [] : [];
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new BusStoreException($"{path} does not hold the bus's keys. Delete it; connection strings given out so far end.", error);
        }
    }

    private static void Write(string path, Dictionary<string, string> keys)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var stream = new FileStream(path + ".next", options))
            {
                JsonSerializer.Serialize(stream, keys);
                stream.Flush(flushToDisk: true);
            }

            File.Move(path + ".next", path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BusStoreException($"The bus's keys can't be written to {path} ({error.Message}). Check the folder's rights.", error);
        }
    }
}
