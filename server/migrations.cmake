# Builds server/migrations/*.sql into the program as db::migrations().
file(GLOB migration_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/server/migrations/*.sql)
list(SORT migration_files)
set(migration_entries "")
foreach(file IN LISTS migration_files)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  get_filename_component(name ${file} NAME)
  string(REGEX MATCH "^[0-9]+" number ${name})
  math(EXPR version "${number}")
  file(READ ${file} sql)
  string(APPEND migration_entries "    {${version}, R\"sql(${sql})sql\"},\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/migrations.cc CONTENT
"#include \"db/migrate.h\"

namespace seggwat::db {

const std::vector<Migration>& migrations() {
  static const std::vector<Migration> all{
@migration_entries@  };
  return all;
}

}  // namespace seggwat::db
" @ONLY)
