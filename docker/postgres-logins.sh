#!/bin/sh
# Runs once, on a new volume: the login that owns the database and migrates it, and the login that the engine works with.
set -eu
psql --set ON_ERROR_STOP=1 --username postgres --set owner_password="$OWNER_PASSWORD" --set engine_password="$ENGINE_PASSWORD" <<'SQL'
create role mooring login password :'owner_password';
create role mooring_application nologin;
create role mooring_engine login password :'engine_password' in role mooring_application;
create database mooring owner mooring;
SQL
