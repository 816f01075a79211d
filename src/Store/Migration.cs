using System.Reflection;

namespace Conversations.Store;

/// <summary>A numbered step of the schema: &lt;engine&gt;/Migrations/0001-what-it-does.sql, embedded. A step that was released is never edited.</summary>
internal sealed record Migration(int Number, string Name, string Sql)
{
    public static IReadOnlyList<Migration> Of(StoreProvider engine)
    {
        var assembly = typeof(Migration).Assembly;
        var prefix = $"{typeof(Migration).Namespace}.{engine}.Migrations.";
        var steps = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => Read(assembly, name, name[prefix.Length..^".sql".Length]))
            .OrderBy(step => step.Number)
            .ToList();
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].Number != i + 1)
            {
                throw new InvalidOperationException($"Migrations of {engine} must be numbered without a gap; {steps[i].Name} is not number {i + 1}.");
            }
        }

        return steps;
    }

    private static Migration Read(Assembly assembly, string resource, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new Migration(int.Parse(name.AsSpan(0, 4)), name, reader.ReadToEnd());
    }
}

/// <summary>The database was made by a newer release; running this one on it could destroy what it does not know.</summary>
public sealed class SchemaTooNewException(int found, int known)
    : Exception($"The database has schema version {found}; this program knows up to {known}. Start the newer release.");
